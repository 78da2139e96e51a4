package prasan.flow;

/**
 * Danger to life that a message tells of.
 *
 * @param kind code of the danger, which decides the emergency number that stands first
 * @param certain true for a danger that happens now; false for perhaps, which only offers the emergency numbers
 */
public record Danger(String kind, boolean certain) {}
