package dev.pinwheel.etcd.embedded.golden;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** A request as it is sent. */
record Message(String method, String target, Map<String, String> headers, Optional<byte[]> body) {

    /** Builds what a step says. */
    static Message of(Map<String, Object> request, Names names) {
        String method = (String) request.get("method");
        String target = names.expand((String) request.get("path"));
        if (request.containsKey("query")) {
            target += "?" + form(request.get("query"), names);
        }
        if (request.containsKey("rawQuery")) {
            target += "?" + names.expand((String) request.get("rawQuery"));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        Optional<String> body = Optional.empty();
        if (request.containsKey("form")) {
            body = Optional.of(form(request.get("form"), names));
            headers.put("Content-Type", "application/x-www-form-urlencoded");
        } else if (request.containsKey("json")) {
            body = Optional.of(json(names.resolve(request.get("json"))));
            headers.put("Content-Type", "application/json");
        } else if (request.containsKey("rawBody")) {
            body = Optional.of((String) names.resolve(request.get("rawBody")));
        } else if (method.equals("PUT") || method.equals("POST")) {
            body = Optional.of("");
        }
        if (request.get("auth") instanceof List<?> auth) {
            byte[] pair = (auth.get(0) + ":" + auth.get(1)).getBytes(StandardCharsets.UTF_8);
            headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }
        if (request.get("headers") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> headers.put((String) name, (String) value));
        }
        return new Message(method, target, headers, body.map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String form(Object parameters, Names names) {
        StringJoiner form = new StringJoiner("&");
        ((Map<?, ?>) names.resolve(parameters)).forEach((name, value) -> {
            for (Object item : value instanceof List<?> list ? list : List.of(value)) {
                form.add(encode(name) + "=" + encode(item));
            }
        });
        return form.toString();
    }

    private static String encode(Object text) {
        return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> fields) {
            StringJoiner json = new StringJoiner(",", "{", "}");
            fields.forEach((name, field) -> json.add(json(name) + ":" + json(field)));
            return json.toString();
        }
        if (value instanceof List<?> values) {
            StringJoiner json = new StringJoiner(",", "[", "]");
            values.forEach(item -> json.add(json(item)));
            return json.toString();
        }
        if (value.equals(JsonValues.NULL)) {
            return "null";
        }
        return value instanceof String text
                ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\""
                : String.valueOf(value);
    }
}
