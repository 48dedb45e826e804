package dev.pinwheel.etcd.spi;

import java.io.Serial;

/** A transport was asked for something that its HTTP stack cannot do (T1.2). */
public final class UnsupportedOptionException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String option;

    /**
     * Names the option and the way out.
     *
     * @param option the name of the option in {@link TransportConfig}, such as "http2"
     * @param remedy why it cannot be honoured, and what to do instead
     */
    public UnsupportedOptionException(String option, String remedy) {
        super("option " + option + " is not supported: " + remedy);
        this.option = option;
    }

    /**
     * Which option it was.
     *
     * @return its name in {@link TransportConfig}
     */
    public String option() {
        return option;
    }
}
