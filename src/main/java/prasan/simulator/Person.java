package prasan.simulator;

/**
 * A person who has LINE.
 *
 * @param id U and 32 hex digits
 * @param name the display name
 * @param language a BCP 47 tag, the one LINE was installed in
 * @param about who the person is, for the chat page
 */
public record Person(String id, String name, String language, String about) {}
