package prasan.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** An officer's program: asks the admin API over real HTTP, with the key unless told otherwise. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    public static final MediaType JSON_TYPE = MediaType.get("application/json");
    /** Some of what is asked takes seconds, on a busy machine many. */
    private final OkHttpClient http =
            new OkHttpClient.Builder().readTimeout(Duration.ofMinutes(1)).build();

    private final String root;
    private final String key;

    public Api(int port, String key) {
        this.root = "http://127.0.0.1:" + port;
        this.key = key;
    }

    /** What came back. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(int status, Headers headers, byte[] bytes) {
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        public @Nullable String header(String name) {
            return headers.get(name);
        }

        public JsonNode json() {
            try {
                return JSON.readTree(bytes);
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        }

        /** The text of a member by its JSON pointer. */
        public String at(String pointer) {
            return json().at(pointer).asText();
        }
    }

    public Answer get(String path) {
        return send(path, request -> request);
    }

    public Answer post(String path, String json) {
        return send(path, request -> request.post(RequestBody.create(json, JSON_TYPE)));
    }

    /** Any request; starts as a GET with the key. */
    public Answer send(String path, UnaryOperator<Request.Builder> change) {
        var request = change.apply(new Request.Builder().url(root + path).header("Authorization", "Bearer " + key));
        try (var response = http.newCall(request.build()).execute()) {
            return new Answer(
                    response.code(), response.headers(), response.body().bytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
