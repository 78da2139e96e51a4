package prasan.centres;

/** What a seat in a committee is for, in the order in which a committee is listed. */
public enum Position {
    CHAIR("ประธาน"),
    VICE_CHAIR("รองประธาน"),
    SECRETARY("เลขานุการ"),
    TREASURER("เหรัญญิก"),
    PUBLIC_RELATIONS("ประชาสัมพันธ์"),
    REGISTRAR("นายทะเบียน"),
    COMMITTEE("กรรมการ");

    private final String nameTh;

    Position(String nameTh) {
        this.nameTh = nameTh;
    }

    public String nameTh() {
        return nameTh;
    }
}
