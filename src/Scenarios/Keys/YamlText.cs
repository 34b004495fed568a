using System.Globalization;
using System.Text;
using NumaProbe.Scenarios.Documents;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NumaProbe.Scenarios.Keys;

/// <summary>
/// Writes YAML with the library's emitter. Owns the choice of quotes, so that text never comes back as a number or a
/// boolean, and of one line for each entry of a list.
/// </summary>
internal sealed class YamlText
{
    private const int LongestKey = 1024;

    private readonly StringBuilder _text = new();
    private readonly Emitter _emitter;

    /// <summary>Keys and values so far, as readers of documents count them.</summary>
    internal int Values { get; private set; }

    internal YamlText()
    {
        var settings = new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: LongestKey, newLine: "\n");
        _emitter = new(new StringWriter(_text, CultureInfo.InvariantCulture), settings);
        _emitter.Emit(new StreamStart());
        _emitter.Emit(new DocumentStart(null, null, isImplicit: true));
    }

    /// <summary>Ends the document and gives it.</summary>
    internal string Finish()
    {
        _emitter.Emit(new DocumentEnd(isImplicit: true));
        _emitter.Emit(new StreamEnd());
        return _text.ToString();
    }

    internal void BeginMapping(bool inLine = false) =>
        Value(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, inLine ? MappingStyle.Flow : MappingStyle.Block));

    internal void EndMapping() => _emitter.Emit(new MappingEnd());

    internal void BeginList(bool inLine = false) =>
        Value(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, inLine ? SequenceStyle.Flow : SequenceStyle.Block));

    internal void EndList() => _emitter.Emit(new SequenceEnd());

    /// <summary>A word, number or quantity that is known to read back as itself.</summary>
    internal void Plain(string text) => Scalar(text, ScalarStyle.Plain);

    internal void Number(long number) => Plain(number.ToString(CultureInfo.InvariantCulture));

    internal void Boolean(bool value) => Plain(value ? "true" : "false");

    /// <summary>A free text, quoted where it could be taken for something else.</summary>
    internal void Text(string text) => Scalar(text, IsWord(text) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted);

    /// <summary>A text of several lines for people, as a block where that keeps every character.</summary>
    internal void Prose(string text) => Scalar(text, IsWord(text) ? ScalarStyle.Plain : IsBlock(text) ? ScalarStyle.Literal : ScalarStyle.DoubleQuoted);

    internal void Texts(IEnumerable<string> texts)
    {
        BeginList(inLine: true);
        foreach (var text in texts)
        {
            Text(text);
        }

        EndList();
    }

    internal void Numbers(IEnumerable<int> numbers)
    {
        BeginList(inLine: true);
        foreach (var number in numbers)
        {
            Number(number);
        }

        EndList();
    }

    private static bool IsWord(string text) =>
        text.Length > 0
        && (char.IsAsciiLetter(text[0]) || text[0] == '_')
        && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/')
        && !YamlScalars.IsOldBoolean(text)
        && YamlScalars.KindOf(text) == DocumentKind.Text;

    private static bool IsBlock(string text) =>
        text.Contains('\n', StringComparison.Ordinal)
        && text.Split('\n').All(static line => line.Length > 0 && !char.IsWhiteSpace(line[0]) && !char.IsWhiteSpace(line[^1]))
        && text.All(static c => c is '\n' or (>= ' ' and < '\u007f'));

    private void Value(ParsingEvent value)
    {
        Values++;
        _emitter.Emit(value);
    }

    private void Scalar(string text, ScalarStyle style) =>
        Value(new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: style == ScalarStyle.Plain, isQuotedImplicit: style != ScalarStyle.Plain));
}
