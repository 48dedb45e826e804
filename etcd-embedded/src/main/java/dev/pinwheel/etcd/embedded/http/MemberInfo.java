package dev.pinwheel.etcd.embedded.http;

import java.net.URI;

/**
 * What members tell about one of them.
 *
 * @param id as a number that is never negative; shown in hexadecimal
 * @param name unique in the cluster
 * @param uri where clients reach it
 */
public record MemberInfo(long id, String name, URI uri) {}
