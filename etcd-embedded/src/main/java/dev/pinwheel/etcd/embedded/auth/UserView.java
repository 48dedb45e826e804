package dev.pinwheel.etcd.embedded.auth;

import java.util.List;
import java.util.Optional;

/**
 * What clients see of a user.
 *
 * @param name of the user
 * @param roles names of roles; empty where the user was made without
 */
public record UserView(String name, Optional<List<String>> roles) {}
