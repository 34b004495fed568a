namespace NumaProbe.Scenarios.Tests;

/// <summary>Names and texts that files could mistake for something else.</summary>
internal static class SomeTexts
{
    internal static readonly string[] Names =
    [
        "yes", "No", "on", "OFF", "null", "true", "~", "1e3", "0x1f", "12", "-5", ".inf", "0000:3b:00.0", "snd_hda-codec", "päth", "a,b", "[x]", "#tag",
        "&anchor", "*star", "!bang", "%dir", "@at", "-", "?", "|", ">", "=", "<<", "e.g.", "d-1.2", "x:y", "3d", "0", "00", "n007", "x\U0001F600",
    ];

    internal static readonly string[] Texts =
    [
        "One line.", "two\nlines", "trailing newline\n", "\nleading newline", " leading blank", "trailing blank ", "a: b # c", "\"quoted\" 'too'", "tab\there",
        "yes", "null", "42", "", "back\\slash", "{curly} [square]", "line one\n\nline three", "  indented\nblock", "ünïcödé → ✓ \U0001F680", "- item", "%", "---", "...",
        "a very long line that goes on and on and on, so that an emitter with a usual width would have to fold it somewhere around here, and then goes on still",
    ];
}
