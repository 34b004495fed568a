using System.Collections.Concurrent;
using System.Globalization;
using Serilog.Core;
using Serilog.Events;

namespace NumaProbe.Cluster.Tests.RabbitMq;

/// <summary>Keeps what is logged: text, values and exceptions.</summary>
internal sealed class LogList : ILogEventSink
{
    private readonly ConcurrentQueue<string> _lines = new();

    internal string Text => string.Join('\n', _lines);

    public void Emit(LogEvent logEvent) => _lines.Enqueue(
        $"{logEvent.RenderMessage(CultureInfo.InvariantCulture)} {string.Join(' ', logEvent.Properties.Select(p => p.ToString()))} {logEvent.Exception}");
}
