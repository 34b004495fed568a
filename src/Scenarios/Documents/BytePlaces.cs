namespace NumaProbe.Scenarios.Documents;

/// <summary>
/// Lines and columns of ascending byte offsets in UTF-8 text. Walks the text once, whatever the length of its lines:
/// recordings are one line.
/// </summary>
internal ref struct BytePlaces(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _offset;
    private int _line = 1;
    private int _column = 1;

    /// <summary>The place of an offset that is not before the last one asked for.</summary>
    internal Mark Of(long target)
    {
        for (; _offset < target && _offset < _text.Length; _offset++)
        {
            var b = _text[_offset];
            if (b == '\n')
            {
                _line++;
                _column = 1;
            }
            else if ((b & 0xC0) != 0x80)
            {
                _column++;
            }
        }

        return new(_line, _column);
    }

    /// <summary>The place of a byte in a line, both counted from 0.</summary>
    internal readonly Mark OfLine(long wantedLine, long wantedByte)
    {
        var rest = _text;
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
