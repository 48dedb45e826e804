package dev.pinwheel.etcd.embedded.differential;

/**
 * One request, written so that it means the same to servers at different indexes: {@code {+3}} in the parameters stands
 * for three above the index at the beginning.
 *
 * @param method GET, PUT, POST, DELETE, or WATCH for a GET that waits
 * @param key below the keys
 * @param parameters a form, sent as the query
 */
record Step(String method, String key, String parameters) {

    static Step of(String line) {
        String[] words = line.split(" ", -1);
        return new Step(words[0], words[1], words.length > 2 ? words[2] : "");
    }

    boolean isWatch() {
        return method.equals("WATCH");
    }

    @Override
    public String toString() {
        return (method + " " + key + " " + parameters).strip();
    }
}
