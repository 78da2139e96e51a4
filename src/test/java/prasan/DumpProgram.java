package prasan;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prasan.support.FakeLine;
import prasan.support.TestDatabase;

/** A version of the program. */
record DumpProgram(String classPath, String schema, int port, FakeLine line) {
    Process start(String... command) throws IOException {
        var all = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                "prasan.Main"));
        all.addAll(List.of(command));
        var builder = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/dump-maker.log")));
        builder.environment()
                .putAll(Map.of(
                        "PORT", String.valueOf(port),
                        "DATABASE_URL", TestDatabase.url(schema),
                        "DATABASE_USER", TestDatabase.user(),
                        "DATABASE_PASSWORD", TestDatabase.password(),
                        "PRASAN_ADMIN_KEY", DumpMaker.KEY,
                        "LINE_CHANNEL_SECRET", FakeLine.SECRET,
                        "LINE_CHANNEL_ACCESS_TOKEN", FakeLine.TOKEN,
                        "LINE_API_URL", line.apiUrl(),
                        "LINE_DATA_URL", line.apiUrl(),
                        "PUBLIC_URL", "https://prasan.example"));
        return builder.start();
    }

    /** Imports the first rows of a sample of the version. */
    void bring(String kind) throws IOException, InterruptedException {
        var sample = sample(kind);
        if (sample != null) {
            var file = Files.createTempFile("dump-maker", ".csv");
            Files.write(file, Files.readAllLines(sample).stream().limit(6).toList());
            System.out.println("import " + kind + " "
                    + start("import", kind, file.toString(), "--apply").waitFor());
            Files.delete(file);
        }
    }

    private @Nullable Path sample(String kind) {
        for (var folder : classPath.split(File.pathSeparator, -1)) {
            var file = Path.of(folder, "sample", kind.replace('-', '_') + ".csv");
            if (Files.exists(file)) {
                return file;
            }
        }
        return null;
    }
}
