using Microsoft.AspNetCore.Connections;

namespace NumaProbe.Api.Security;

/// <summary>One open connection. Owned by <see cref="ClientConnections"/>, which alone changes it.</summary>
/// <param name="connection">The connection.</param>
internal sealed class ClientConnection(ConnectionContext connection)
{
    /// <summary>A request is being answered on it.</summary>
    internal bool IsBusy { get; set; }

    /// <summary>Its place among those of its client.</summary>
    internal LinkedListNode<ClientConnection>? Place { get; set; }

    /// <summary>Ends it at once.</summary>
    internal void Close() => connection.Abort(new ConnectionAbortedException("the client has too many connections, and this one was idle longest"));
}
