package dev.pinwheel.etcd.embedded.server;

/**
 * One header field of a request or an answer.
 *
 * @param name as it was sent or is to be sent; compared without regard to case
 * @param value without the white space around it, one character per byte
 */
public record Header(String name, String value) {}
