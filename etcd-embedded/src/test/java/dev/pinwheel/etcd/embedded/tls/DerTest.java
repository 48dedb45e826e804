package dev.pinwheel.etcd.embedded.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class DerTest {

    @Test
    void lengths_areShortUpTo127_andCountTheirBytesBeyond() {
        assertThat(hex(Der.octets(new byte[127]))).startsWith("047f00");
        assertThat(hex(Der.octets(new byte[128]))).startsWith("04818000");
        assertThat(hex(Der.octets(new byte[255]))).startsWith("0481ff00");
        assertThat(hex(Der.octets(new byte[256]))).startsWith("0482010000");
        assertThat(hex(Der.octets(new byte[40_000]))).startsWith("04829c4000");
    }

    @Test
    void identifiers_areInSevensOfBits() {
        assertThat(hex(Der.identifier("1.2.840.113549"))).isEqualTo("06062a864886f70d");
        assertThat(hex(Der.identifier("2.5.29.17"))).isEqualTo("0603551d11");
        assertThat(hex(Der.identifier("1.2.0.128"))).isEqualTo("06042a008100");
    }

    @Test
    void integers_keepTheirSign() {
        assertThat(hex(Der.integer(BigInteger.valueOf(127)))).isEqualTo("02017f");
        assertThat(hex(Der.integer(BigInteger.valueOf(128)))).isEqualTo("02020080");
    }

    @Test
    void timesFlagsAndTags() {
        assertThat(hex(Der.time(Instant.parse("2031-02-03T04:05:06.7Z"))))
                .isEqualTo("170d" + hex("310203040506Z".getBytes(StandardCharsets.US_ASCII)));
        assertThat(hex(Der.flags(0x06, 7))).isEqualTo("03020106");
        assertThat(hex(Der.sequence(Der.yes(), Der.set(Der.text("é"))))).isEqualTo("30090101ff31040c02c3a9");
        assertThat(hex(Der.explicit(3, Der.implicit(7, new byte[] {127, 0, 0, 1}))))
                .isEqualTo("a30687047f000001");
        assertThat(hex(Der.bits(new byte[] {5}))).isEqualTo("03020005");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
