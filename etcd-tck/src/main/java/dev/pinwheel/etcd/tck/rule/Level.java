package dev.pinwheel.etcd.tck.rule;

/** How much a rule binds. */
public enum Level {
    /** A transport that breaks or skips it is not compliant. */
    REQUIRED,
    /** May be skipped with a reason; the report says so. */
    RECOMMENDED,
    /** Tried, and shown in the report; starred in the contract. */
    OPTIONAL
}
