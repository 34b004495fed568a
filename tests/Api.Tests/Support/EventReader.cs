namespace NumaProbe.Api.Tests.Support;

/// <summary>Reads server-sent events one by one.</summary>
internal sealed class EventReader(HttpResponseMessage response) : IDisposable
{
    private StreamReader? _reader;

    public void Dispose()
    {
        _reader?.Dispose();
        response.Dispose();
    }

    /// <summary>The next event or comment; null at the end of the stream.</summary>
    internal async Task<StreamedEvent?> NextAsync()
    {
        _reader ??= new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        string? name = null, id = null, data = null, comment = null;
        while (await _reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Length == 0)
            {
                return new StreamedEvent(name, id, data, comment);
            }

            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var value = line[(colon + 2)..];
            switch (line[..colon])
            {
                case "event":
                    name = value;
                    break;
                case "id":
                    id = value;
                    break;
                case "data":
                    data = value;
                    break;
                case "":
                    comment = value;
                    break;
                default:
                    throw new InvalidOperationException(line);
            }
        }

        return null;
    }

    /// <summary>Every event up to the end of the stream.</summary>
    internal async Task<List<StreamedEvent>> AllAsync()
    {
        var all = new List<StreamedEvent>();
        while (await NextAsync() is { } next)
        {
            all.Add(next);
        }

        return all;
    }
}
