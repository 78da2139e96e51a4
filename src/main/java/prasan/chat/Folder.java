package prasan.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import prasan.flow.Fault;
import prasan.flow.Mark;

/** The files of a conversations folder, by name, as text. */
public record Folder(Map<String, String> files) {

    /** Reads a folder of the file system. @throws Conversations.Faulty when it is not there or a file is not UTF-8 */
    public static Folder at(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new Conversations.Faulty(
                    java.util.List.of(new Fault(new Mark(folder.toString(), 1, 1), "there is no such folder")));
        }
        var files = new TreeMap<String, String>();
        try (var list = Files.list(folder)) {
            for (var file : list.filter(Files::isRegularFile).toList()) {
                var name = String.valueOf(file.getFileName());
                if (name.endsWith(".yaml") || name.endsWith(".transcript")) {
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

    private static String read(String name, Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new Conversations.Faulty(java.util.List.of(
                    new Fault(new Mark(name, 1, 1), "save the file as UTF-8; it is in another encoding")));
        }
    }
}
