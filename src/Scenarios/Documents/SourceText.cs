using System.Text;

namespace NumaProbe.Scenarios.Documents;

/// <summary>
/// Checks that bytes are text that a scenario may be: UTF-8 (a byte order mark is dropped) without control characters.
/// Knows neither YAML nor JSON.
/// </summary>
internal static class SourceText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without its byte order mark; false with a problem when it is no text.</summary>
    internal static bool Accept(ReadOnlySpan<byte> bytes, ProblemList problems, out ReadOnlySpan<byte> text)
    {
        text = bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes;
        if (text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            problems.Add(default, "not UTF-8", "the file begins like UTF-16 text", "save it as UTF-8");
            return false;
        }

        var control = text.IndexOfAny(Controls);
        var invalid = FirstInvalid(text);
        var bad = control >= 0 && (invalid < 0 || control < invalid) ? control : invalid;
        if (bad < 0)
        {
            return true;
        }

        var mark = new BytePlaces(text).Of(bad);
        problems.Add(
            mark,
            bad == control ? $"control character 0x{text[bad]:x2}" : $"byte 0x{text[bad]:x2} is not UTF-8",
            "a scenario is a text file",
            "check that this is the right file, or save it as UTF-8");
        return false;
    }

    private static readonly System.Buffers.SearchValues<byte> Controls = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(b => b is not ('\t' or '\n' or '\r')).Select(b => (byte)b), 127]);

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        if (System.Text.Unicode.Utf8.IsValid(text))
        {
            return -1;
        }

        var offset = 0;
        while (Rune.DecodeFromUtf8(text[offset..], out _, out var used) == System.Buffers.OperationStatus.Done)
        {
            offset += used;
        }

        return offset;
    }
}
