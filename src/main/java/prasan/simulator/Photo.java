package prasan.simulator;

/** Photos as people send them. */
final class Photo {
    private Photo() {}

    /** The media type, told from the first bytes. */
    static String type(byte[] bytes) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == 0x89 && bytes[1] == 'P' ? "image/png" : "image/jpeg";
    }
}
