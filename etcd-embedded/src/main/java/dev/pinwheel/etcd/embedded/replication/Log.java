package dev.pinwheel.etcd.embedded.replication;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the members have agreed on, in its order, as far back as one of them needs it. Positions begin with 1. */
final class Log {
    // Beyond this many, etcd makes a snapshot and forgets what is older.
    private static final int LONGEST = 100_000;

    private final Map<Long, Command> commands = new HashMap<>();
    private long end;

    /** Returns the position of the new last command. */
    long append(Command command) {
        end++;
        commands.put(end, command);
        commands.remove(end - LONGEST);
        return end;
    }

    /** The position of the last command; 0 before the first. */
    long end() {
        return end;
    }

    /** Empty if it is forgotten. */
    Optional<Command> at(long position) {
        return Optional.ofNullable(commands.get(position));
    }

    /** Forgets what all have carried out. */
    void forgetUpTo(long position) {
        for (long old = position; commands.remove(old) != null; old--) {
            // Until there is nothing older.
        }
    }
}
