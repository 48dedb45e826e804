package dev.pinwheel.etcd.transport.okhttp;

import dev.pinwheel.etcd.tck.bench.Bench;
import dev.pinwheel.etcd.tck.bench.Carrier;
import dev.pinwheel.etcd.tck.bench.Patience;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;

/** What tests begin with. */
final class Given {
    private Given() {}

    static Bench bench() {
        return bench(builder -> {});
    }

    static Bench bench(Consumer<OkHttpClient.Builder> customizer) {
        return new Bench(new OkHttpTransportFactory().customize(customizer), Patience.NORMAL, Carrier.TRANSPORT);
    }
}
