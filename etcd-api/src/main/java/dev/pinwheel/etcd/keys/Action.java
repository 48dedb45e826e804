package dev.pinwheel.etcd.keys;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was done to a node. */
public enum Action {
    /** Read. */
    GET("get"),
    /** Written, whether it was there before or not. */
    SET("set"),
    /** Written where nothing was. */
    CREATE("create"),
    /** Written where something was. */
    UPDATE("update"),
    /** Written because value or index were as expected. */
    COMPARE_AND_SWAP("compareAndSwap"),
    /** Deleted because value or index were as expected. */
    COMPARE_AND_DELETE("compareAndDelete"),
    /** Deleted. */
    DELETE("delete"),
    /** Deleted by the cluster, because its time to live was over. */
    EXPIRE("expire");

    private static final Map<String, Action> BY_WIRE_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Action::wireName, Function.identity()));

    private final String wireName;

    Action(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The name in etcd's JSON.
     *
     * @return such as "compareAndSwap"
     */
    public String wireName() {
        return wireName;
    }

    /**
     * Finds an action by its name in etcd's JSON.
     *
     * @param wireName such as "compareAndSwap"
     * @return the action, or empty when there is none of that name
     */
    public static Optional<Action> ofWireName(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }
}
