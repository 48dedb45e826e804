package dev.pinwheel.etcd.examples;

import dev.pinwheel.etcd.EtcdClient;
import dev.pinwheel.etcd.auth.AuthApi;
import dev.pinwheel.etcd.keys.KeysApi;
import dev.pinwheel.etcd.members.MembersApi;
import dev.pinwheel.etcd.stats.StatsApi;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The two faces of a client as one, so that a test is written once: asynchronous calls are waited for. */
enum Face {
    BLOCKING,
    ASYNCHRONOUS;

    KeysApi keys(EtcdClient etcd) {
        return this == BLOCKING
                ? etcd.keys()
                : awaiting(KeysApi.class, etcd.async().keys());
    }

    MembersApi members(EtcdClient etcd) {
        return this == BLOCKING
                ? etcd.members()
                : awaiting(MembersApi.class, etcd.async().members());
    }

    AuthApi auth(EtcdClient etcd) {
        return this == BLOCKING
                ? etcd.auth()
                : awaiting(AuthApi.class, etcd.async().auth());
    }

    StatsApi stats(EtcdClient etcd) {
        return this == BLOCKING
                ? etcd.stats()
                : awaiting(StatsApi.class, etcd.async().stats());
    }

    /** An API that calls the method of the same name and parameters, and waits for what it promises. */
    private static <T> T awaiting(Class<T> api, Object asynchronous) {
        return api.cast(Proxy.newProxyInstance(
                api.getClassLoader(), new Class<?>[] {api}, (proxy, method, arguments) -> {
                    Method same = method(asynchronous, method);
                    try {
                        Object result = same.invoke(asynchronous, arguments);
                        return result instanceof CompletableFuture<?> promised
                                ? promised.join()
                                : awaiting(method.getReturnType(), result);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    } catch (CompletionException failed) {
                        throw failed.getCause();
                    }
                }));
    }

    private static Method method(Object asynchronous, Method method) throws NoSuchMethodException {
        // From the interface, as the class itself is not accessible.
        return asynchronous.getClass().getInterfaces()[0].getMethod(method.getName(), method.getParameterTypes());
    }
}
