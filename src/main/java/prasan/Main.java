package prasan;

/** Placeholder of the first build. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("Prasan on Java " + Runtime.version());
    }
}
