using NumaProbe.Processes.Proxies;

namespace NumaProbe.Processes.Faults;

/// <summary>
/// Keeps a copy of messages and sends some again, later and in another order; and keeps some messages back until another has overtaken them.
/// Copies are kept across runs, so that mail of one run comes in the next.
/// </summary>
/// <param name="seed">Seed of which and when.</param>
internal sealed class Repeater(int seed)
{
    private const int MostHeld = 64;
    private const int RepeatedEvery = 3;
    private const int OvertakenEvery = 50;

    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, Mail> _mail = new(StringComparer.Ordinal);
    private int _repeated;
    private int _overtaken;

    /// <summary>Copies sent so far.</summary>
    internal int Repeated => Volatile.Read(ref _repeated);

    /// <summary>Messages that another one overtook.</summary>
    internal int Overtaken => Volatile.Read(ref _overtaken);

    /// <summary>Decides what goes on in place of a message.</summary>
    internal IReadOnlyList<byte[]> Take(AkkaFrame frame, byte[] bytes)
    {
        lock (_gate)
        {
            if (!_mail.TryGetValue(frame.Recipient, out var mail))
            {
                _mail.Add(frame.Recipient, mail = new Mail());
            }

            Hold(mail, bytes);
            if (mail.Late is null && _random.Next(OvertakenEvery) == 0)
            {
                mail.Late = bytes;
                return [];
            }

            var going = new List<byte[]> { bytes };
            if (mail.Late is { } late)
            {
                going.Add(late);
                mail.Late = null;
                _overtaken++;
            }

            if (_random.Next(RepeatedEvery) == 0)
            {
                going.Add(mail.Held[_random.Next(mail.Held.Count)]);
                _repeated++;
            }

            return going;
        }
    }

    private void Hold(Mail mail, byte[] bytes)
    {
        if (mail.Held.Count == MostHeld)
        {
            mail.Held.RemoveAt(_random.Next(MostHeld));
        }

        mail.Held.Add(bytes);
    }

    /// <summary>What has come for one process.</summary>
    private sealed class Mail
    {
        internal List<byte[]> Held { get; } = [];

        internal byte[]? Late { get; set; }
    }
}
