using NumaProbe.Analysis.Text;
using NumaProbe.Runs.Json;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Records;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Api.Streaming;

/// <summary>
/// Turns the events of a trace into lines: JSON lines exactly as in a file, or lines for people. Every event must be written, also those
/// before the first one wanted, since records begin in one event and end in another.
/// </summary>
internal sealed class LineWriter : IDisposable
{
    private readonly MemoryStream _lines = new();
    private readonly JsonLinesWriter? _json;
    private readonly StreamWriter? _text;
    private readonly TraceFilter _filter;
    private TraceNames _names;
    private TraceLineText _lineText;

    internal LineWriter(RunHeader header, TraceNames names, TraceFilter filter, bool isText)
    {
        _filter = filter;
        _names = names;
        _lineText = new TraceLineText(names);
        if (isText)
        {
            _text = new StreamWriter(_lines, new System.Text.UTF8Encoding(false)) { NewLine = "\n" };
            _text.WriteLine(_lineText.Head);
        }
        else
        {
            _json = new JsonLinesWriter(_lines, header, names, filter);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json?.Dispose();
        _text?.Dispose();
        _lines.Dispose();
    }

    /// <summary>Takes names that came since; cheap when none did.</summary>
    internal void Use(TraceNames names)
    {
        if (ReferenceEquals(names, _names))
        {
            return;
        }

        _names = names;
        _lineText = new TraceLineText(names);
        _json?.Use(names);
    }

    /// <summary>Takes the next event.</summary>
    internal void Write(in TraceEvent traceEvent)
    {
        _json?.Write(traceEvent);
        if (_text is not null && Shows(traceEvent))
        {
            _text.WriteLine(_lineText.Of(traceEvent));
        }
    }

    // as a run folder is shown: the state at the end belongs to no node
    private bool Shows(in TraceEvent traceEvent) =>
        (_filter.Device is not { } device || traceEvent.Device == device) && (_filter.Node is not { } node || _names.NodeOf(traceEvent) == node);

    /// <summary>Writes what comes last. Call once, when the run has ended.</summary>
    internal void Finish() => _json?.Finish();

    /// <summary>Gives the lines since the last call; valid until the next call of anything.</summary>
    internal ReadOnlyMemory<byte> Take()
    {
        _json?.Flush();
        _text?.Flush();
        var lines = _lines.GetBuffer().AsMemory(0, (int)_lines.Length);
        _lines.SetLength(0);
        return lines;
    }
}
