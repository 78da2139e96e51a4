package prasan.understand;

import java.util.List;
import java.util.stream.Collectors;
import prasan.flow.Fault;

/** A file that cannot be understood has faults; the message lists them, a line each as {@code file:line:column: message}. */
public final class Faulty extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<Fault> faults;

    Faulty(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
