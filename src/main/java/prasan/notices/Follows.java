package prasan.notices;

/**
 * That a notice follows another one, from whose ledger its audience comes.
 *
 * @param number of the first
 */
public record Follows(String number, To to) {

    /** To whom it goes. */
    public enum To {
        /** A correction: those who got the first, or may have; not those who joined later. */
        RECIPIENTS,
        /** A reminder, one for each notice: those who were reached by the first and have not answered. It asks what the first asks. */
        SILENT
    }
}
