package prasan.chat;

import java.util.Optional;
import java.util.regex.Pattern;
import prasan.flow.Input;

/** How what a person does in a chat is written down: words as typed, a tap as {@code [label]}, all else in round brackets. */
final class Gesture {
    private static final Pattern PIN = Pattern.compile("place (-?[0-9.]+),(-?[0-9.]+)(?: (.+))?");

    private static final Pattern ALBUM = Pattern.compile("photo(?: (\\S+) ([0-9]{1,2})(?: ([0-9]{1,2}))?)?");

    private Gesture() {}

    /**
     * Reads a line.
     *
     * @param photo the id of what is sent, if it is a photo, a voice message, a video or a file
     * @return what it means to the engine; empty when it means nothing to it
     * @throws IllegalArgumentException saying why it cannot be done
     */
    static Optional<Input> read(String text, Screen screen, String photo) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return Optional.of(screen.data(inner(text))
                    .map(Input.Tapped::new)
                    .orElseThrow(() -> new IllegalArgumentException("there is no button " + text + " to tap")));
        }
        if (text.startsWith("(") && text.endsWith(")")) {
            return bracketed(inner(text), photo);
        }
        return Optional.of(new Input.Words(text));
    }

    /** A tap on a button that the last answer does not have any more. */
    static Input old(String label, Screen screen) {
        return screen.old(label)
                .map(Input.Tapped::new)
                .orElseThrow(() -> new IllegalArgumentException("no earlier answer had a button [" + label + "]"));
    }

    private static Optional<Input> bracketed(String text, String photo) {
        var words = text.split(" ", 2);
        return switch (words[0]) {
            case "photo" -> Optional.of(photo(text, photo));
            case "place" -> Optional.of(pin(text));
            case "audio", "video", "file" -> Optional.of(new Input.Media(photo, words[0]));
            case "sticker" -> Optional.of(new Input.Unreadable(words[0]));
            case "follow" -> Optional.of(new Input.Followed());
            case "unfollow" -> Optional.empty();
            case "tap" -> Optional.of(new Input.Tapped(words.length > 1 ? words[1] : ""));
            default ->
                throw new IllegalArgumentException(
                        "in round brackets: photo, place, sticker, audio, video, file, follow, unfollow or tap");
        };
    }

    private static Input.Photo photo(String text, String photo) {
        var album = ALBUM.matcher(text);
        if (!album.matches()) {
            throw new IllegalArgumentException(
                    "a photo is written as (photo) or, as one of three, (photo ALBUM 3), and as the second (photo ALBUM 3 2)");
        }
        return new Input.Photo(
                photo,
                album.group(1) == null
                        ? null
                        : new Input.PhotoSet(
                                album.group(1),
                                album.group(3) == null ? 0 : Integer.parseInt(album.group(3)),
                                Integer.parseInt(album.group(2))));
    }

    private static Input.Pin pin(String text) {
        var pin = PIN.matcher(text);
        if (!pin.matches()) {
            throw new IllegalArgumentException("a place is written as (place LATITUDE,LONGITUDE ADDRESS)");
        }
        return new Input.Pin(Double.parseDouble(pin.group(1)), Double.parseDouble(pin.group(2)), null, pin.group(3));
    }

    private static String inner(String text) {
        return text.substring(1, text.length() - 1);
    }
}
