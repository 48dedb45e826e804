package dev.pinwheel.etcd.tck.certification;

import dev.pinwheel.etcd.spi.Capability;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Is only for transports that declare a capability. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Needs {

    /**
     * The capability.
     *
     * @return one
     */
    Capability value();
}
