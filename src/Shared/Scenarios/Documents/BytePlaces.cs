namespace NumaProbe.Shared.Scenarios.Documents;

/// <summary>
/// Lines and columns of ascending byte offsets in UTF-8 text. Walks the text once, whatever the length of its lines:
/// recordings are one line.
/// </summary>
internal ref struct BytePlaces(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> text = text;
    private int offset;
    private int line = 1;
    private int column = 1;

    /// <summary>The place of an offset that is not before the last one asked for.</summary>
    internal Mark Of(long target)
    {
        for (; offset < target && offset < text.Length; offset++)
        {
            var b = text[offset];
            if (b == '\n')
            {
                line++;
                column = 1;
            }
            else if ((b & 0xC0) != 0x80)
            {
                column++;
            }
        }

        return new(line, column);
    }

    /// <summary>The place of a byte in a line, both counted from 0.</summary>
    internal readonly Mark OfLine(long wantedLine, long wantedByte)
    {
        var rest = text;
        for (long i = 0; i < wantedLine; i++)
        {
            var end = rest.IndexOf((byte)'\n');
            if (end < 0)
            {
                break;
            }

            rest = rest[(end + 1)..];
        }

        var result = 1;
        foreach (var b in rest[..(int)Math.Min(wantedByte, rest.Length)])
        {
            result += (b & 0xC0) != 0x80 ? 1 : 0;
        }

        return new((int)wantedLine + 1, result);
    }
}
