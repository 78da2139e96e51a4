package prasan.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import prasan.flow.Fault;
import prasan.flow.Mark;

/** The files of a conversations folder, by name, as text. */
public record Folder(Map<String, String> files) {
    private static final String AREAS = "understanding-areas.tsv";

    /** Reads a folder of the file system. @throws Conversations.Faulty when it is not there or a file is not UTF-8 */
    public static Folder at(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new Conversations.Faulty(
                    List.of(new Fault(new Mark(folder.toString(), 1, 1), "there is no such folder")));
        }
        var files = new TreeMap<String, String>();
        try (var list = Files.list(folder)) {
            for (var file : list.filter(Files::isRegularFile).toList()) {
                var name = String.valueOf(file.getFileName());
                if (name.endsWith(".yaml")
                        || name.endsWith(".yml")
                        || name.endsWith(".transcript")
                        || name.endsWith(".tsv")) {
                    files.put(name, read(name, file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Folder(files);
    }

    /** The conversations that come with the program. */
    public static Folder packaged() {
        try {
            var found = Folder.class.getClassLoader().getResource("conversations/system.yaml");
            if (found == null) {
                throw new IllegalStateException("the program comes without its conversations");
            }
            var uri = found.toURI();
            if (!uri.getScheme().equals("jar")) {
                return at(java.util.Objects.requireNonNull(Path.of(uri).getParent()));
            }
            try (var jar = FileSystems.newFileSystem(uri, Map.of())) {
                return at(jar.getPath("conversations"));
            }
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the folder with the names of imported areas, a level and a name a line; as it is without any. */
    public Folder withAreas(String names) {
        var with = new TreeMap<>(files);
        with.remove(AREAS);
        if (!names.isEmpty()) {
            with.put(AREAS, names);
        }
        return new Folder(with);
    }

    /** The files that conversations are made of, without those that only test them. */
    Map<String, String> used() {
        var used = new TreeMap<>(files);
        used.keySet().removeIf(name -> name.endsWith(".transcript"));
        return used;
    }

    /** The same for the very same files: a SHA-256 in hexadecimal digits. */
    public String edition() {
        var text = new StringBuilder();
        used().forEach((name, content) -> text.append(name)
                .append('\n')
                .append(content.length())
                .append('\n')
                .append(content));
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String read(String name, Path file) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        var text = CharBuffer.allocate(bytes.remaining());
        var decoder = StandardCharsets.UTF_8.newDecoder();
        if (decoder.decode(bytes, text, true).isError()) {
            var before = text.flip().toString();
            long line = before.chars().filter(c -> c == '\n').count() + 1;
            int column = before.codePointCount(before.lastIndexOf('\n') + 1, before.length()) + 1;
            throw new Conversations.Faulty(List.of(new Fault(
                    new Mark(name, (int) line, column), "save the file as UTF-8; it is in another encoding")));
        }
        return text.flip().toString();
    }
}
