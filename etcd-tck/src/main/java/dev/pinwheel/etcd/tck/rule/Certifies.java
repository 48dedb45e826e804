package dev.pinwheel.etcd.tck.rule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the rules that a test tries; when it fails, these are broken, unless it threw a {@link RuleBroken} of its own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Certifies {

    /**
     * The rules.
     *
     * @return one or more
     */
    Rule[] value();
}
