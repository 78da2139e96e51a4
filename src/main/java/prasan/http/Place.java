package prasan.http;

import java.time.Duration;

/**
 * Where requests with a body are worked on. Reading comes first and has its own gate, so that whoever sends slowly keeps nobody from the work; small bodies need none, for as many of them as
 * there are connections fit into the memory.
 *
 * @param small the most bytes of a body that is read without a place
 * @param reading for the others, while they are read
 * @param working for all, once they are read
 */
record Place(int small, Gate reading, Gate working) {
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final int SMALL = 16 * 1024;

    /** For callers that nobody knows, such as somebody who signs in. */
    static Place strangers() {
        return new Place(SMALL, new Gate(8, 32, WAIT), new Gate(8, 32, WAIT));
    }

    /** For callers with a key or a session. */
    static Place known() {
        return new Place(SMALL, new Gate(32, 64, WAIT), new Gate(32, 64, WAIT));
    }

    /** For files, which are ten times as large as other bodies and are worked on for long. */
    static Place files() {
        var patience = Duration.ofSeconds(10);
        return new Place(0, new Gate(4, 8, patience), new Gate(1, 4, patience));
    }

    /**
     * Reads a body.
     *
     * @param length in bytes, or -1 if it is not known
     */
    void read(int length, Runnable body) {
        if (length >= 0 && length <= small) {
            body.run();
            return;
        }
        reading.enter();
        try {
            body.run();
        } finally {
            reading.leave();
        }
    }
}
