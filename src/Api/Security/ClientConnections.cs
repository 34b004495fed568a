using System.Net;
using Microsoft.AspNetCore.Connections;
using NumaProbe.Api.Settings;

namespace NumaProbe.Api.Security;

/// <summary>
/// The open connections by the address of the client. Owns how many one address may have: the next one closes the one that has been idle longest,
/// and is itself closed when none is idle. So a client that holds connections open for nothing shuts out nobody, not even from its own address.
/// </summary>
internal sealed class ClientConnections(ApiLimits limits, RefusalLog refusals)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, LinkedList<ClientConnection>> _byClient = [];

    /// <summary>Counts a connection as long as it lasts.</summary>
    internal async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var client = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        var mine = new ClientConnection(connection);
        if (!TryAdd(client, mine))
        {
            refusals.Note(RefusalKind.Connections, client.ToString());
            connection.Abort();
            return;
        }

        connection.Features.Set(mine);
        try
        {
            await next(connection);
        }
        finally
        {
            Remove(client, mine);
        }
    }

    private bool TryAdd(IPAddress client, ClientConnection mine)
    {
        ClientConnection? idle = null;
        lock (_lock)
        {
            if (!_byClient.TryGetValue(client, out var all))
            {
                _byClient.Add(client, all = []);
            }

            if (all.Count >= limits.ConnectionsPerClient)
            {
                // the oldest that asks for nothing; each answer makes its connection the youngest
                idle = all.FirstOrDefault(static one => !one.IsBusy);
                if (idle is null)
                {
                    return false;
                }

                all.Remove(idle);
            }

            mine.Place = all.AddLast(mine);
        }

        if (idle is not null)
        {
            refusals.Note(RefusalKind.Connections, client.ToString());
            idle.Close();
        }

        return true;
    }

    /// <summary>A request begins on a connection, or ends.</summary>
    internal void Use(ClientConnection connection, bool begins)
    {
        lock (_lock)
        {
            connection.IsBusy = begins;
            if (connection.Place is { List: { } all } place)
            {
                all.Remove(place);
                all.AddLast(place);
            }
        }
    }

    private void Remove(IPAddress client, ClientConnection mine)
    {
        lock (_lock)
        {
            if (mine.Place is { List: { } all } place)
            {
                all.Remove(place);
                if (all.Count == 0)
                {
                    _byClient.Remove(client);
                }
            }
        }
    }
}
