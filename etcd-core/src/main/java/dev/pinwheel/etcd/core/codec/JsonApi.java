package dev.pinwheel.etcd.core.codec;

import dev.pinwheel.etcd.EtcdException;
import dev.pinwheel.etcd.core.call.AnswerReader;
import dev.pinwheel.etcd.core.call.Operation;
import dev.pinwheel.etcd.core.call.UnexpectedAnswerException;
import dev.pinwheel.etcd.core.dispatch.ErrorBody;
import dev.pinwheel.etcd.core.dispatch.EtcdAnswer;
import dev.pinwheel.etcd.core.dispatch.EtcdRequest;
import dev.pinwheel.etcd.core.dispatch.RequestBody;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A part of etcd that writes and reads JSON objects, and refuses with a status and a message: all but the keys.
 *
 * @param json reads and writes
 * @param refusal makes the exception of a refusal
 */
public record JsonApi(JsonFactory json, Refusal refusal) {

    /** Makes an exception of a refusal. */
    @FunctionalInterface
    public interface Refusal {
        /**
         * Makes the exception.
         *
         * @throws UnexpectedAnswerException if this part of etcd does not refuse like that
         */
        EtcdException of(String call, int status, String reason, URI endpoint) throws UnexpectedAnswerException;
    }

    /** Makes a result of the object in an answer. */
    @FunctionalInterface
    public interface ObjectReader<T> {
        /** Reads it, and refuses what etcd would not send. */
        T read(JsonObject object) throws UnexpectedAnswerException;
    }

    /** A call that is answered with an object. */
    public <T> Operation<T> operation(EtcdRequest request, ObjectReader<T> reader) {
        return new Operation<>(request, answered(reader));
    }

    /** A call whose success says it all. */
    public Operation<Void> operation(EtcdRequest request) {
        return new Operation<>(request, this::nothing);
    }

    /** Reads the object of a success, and throws a refusal. */
    public <T> AnswerReader<T> answered(ObjectReader<T> reader) {
        return (request, answer) -> {
            requireSuccess(request, answer);
            return reader.read(JsonObject.parse(json, answer.body()));
        };
    }

    @SuppressWarnings("NullAway") // There is no other Void.
    private Void nothing(EtcdRequest request, EtcdAnswer answer) throws UnexpectedAnswerException {
        requireSuccess(request, answer);
        return null;
    }

    /** Throws a refusal. */
    public void requireSuccess(EtcdRequest request, EtcdAnswer answer) throws UnexpectedAnswerException {
        if (answer.status() >= 400) {
            String reason = ErrorBody.parse(json, answer.body())
                    .map(ErrorBody::message)
                    .orElseThrow(() -> new UnexpectedAnswerException("something that is not etcd's JSON"));
            throw refusal.of(request.toString(), answer.status(), reason, answer.endpoint());
        }
        if (answer.status() < 200 || answer.status() >= 300) {
            throw new UnexpectedAnswerException("a status that etcd does not use");
        }
    }

    /** Writes an object. */
    public RequestBody body(Consumer<JsonGenerator> fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            generator.writeStartObject();
            fields.accept(generator);
            generator.writeEndObject();
        }
        return RequestBody.json(bytes.toByteArray());
    }

    /** Writes a field that is a list of texts. */
    public static void writeTexts(JsonGenerator generator, String name, Iterable<String> texts) {
        generator.writeArrayPropertyStart(name);
        texts.forEach(generator::writeString);
        generator.writeEndArray();
    }
}
