namespace NumaProbe.Processes.Proxies;

/// <summary>Decides what goes on in place of a message between two actors of ours.</summary>
/// <param name="frame">Whose message it is.</param>
/// <param name="bytes">Its bytes.</param>
/// <returns>The frames that go on, in this order.</returns>
internal delegate IReadOnlyList<byte[]> FrameFilter(AkkaFrame frame, byte[] bytes);
