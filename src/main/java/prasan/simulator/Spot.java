package prasan.simulator;

/** Where in a request something stands, in LINE's two ways of writing it: {@code messages[0].text}, {@code /hero/url}. */
record Spot(String path, boolean flex) {

    static Spot message(int index) {
        return new Spot("messages[" + index + "]", false);
    }

    /** The root of a Flex container. */
    static Spot container() {
        return new Spot("", true);
    }

    Spot field(String name) {
        return new Spot(path + (flex ? "/" : ".") + name, flex);
    }

    Spot item(int index) {
        return new Spot(flex ? path + "/" + index : path + "[" + index + "]", flex);
    }
}
