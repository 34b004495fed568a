using System.Security.Cryptography;
using System.Text;
using NumaProbe.Shared.Events;

namespace NumaProbe.Analysis.Names;

/// <summary>
/// Counts, over the runs of a study, how often a class gave which names. Keeps a hash of each result and, for a bounded number of
/// devices, who came before whom; never the results themselves.
/// </summary>
/// <param name="names">The names behind the numbers.</param>
internal sealed class ClassTally(TraceNames names)
{
    /// <summary>Devices whose pairs are counted: those that have names in the first run, in its order.</summary>
    internal const int PairedDevices = 200;

    /// <summary>Pairs told.</summary>
    internal const int ToldPairs = 5;

    private readonly Dictionary<string, int> _results = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _places = [];
    private int[,] _before = new int[0, 0];

    internal int Runs { get; private set; }

    /// <summary>Names given in the first run.</summary>
    internal int FirstNames { get; private set; }

    internal int Mappings => _results.Count;

    /// <summary>Runs that gave the most common result.</summary>
    internal int MostCommon => _results.Count == 0 ? 0 : _results.Values.Max();

    /// <summary>Takes what the class gave in one run.</summary>
    /// <param name="given">Every number that a device had at the end.</param>
    internal void Add(IReadOnlyCollection<TraceEvent> given)
    {
        // numbers of different owners stand in the order of their owners; a device with several stands where its first is
        var order = given.OrderBy(e => NameAssignedEvent.OfEither(e).Of).ThenBy(e => NameAssignedEvent.OfEither(e).Index).ThenBy(e => e.Device).ToList();
        if (Runs++ == 0)
        {
            FirstNames = order.Count;
            foreach (var first in order.DistinctBy(e => e.Device).Take(PairedDevices))
            {
                _places.Add(first.Device, _places.Count);
            }

            _before = new int[_places.Count, _places.Count];
        }

        var result = Hash(order);
        _results[result] = _results.GetValueOrDefault(result) + 1;
        var places = order.DistinctBy(e => e.Device).Where(e => _places.ContainsKey(e.Device)).Select(e => _places[e.Device]).ToList();
        for (var first = 0; first < places.Count; first++)
        {
            for (var second = first + 1; second < places.Count; second++)
            {
                _before[places[first], places[second]]++;
            }
        }
    }

    /// <summary>The pairs that swap most.</summary>
    internal IReadOnlyList<SwapPair> Pairs()
    {
        var devices = _places.OrderBy(p => p.Value).Select(p => names.Device(p.Key)).ToList();
        var pairs = new List<SwapPair>();
        for (var a = 0; a < devices.Count; a++)
        {
            for (var b = a + 1; b < devices.Count; b++)
            {
                var (ab, ba) = (_before[a, b], _before[b, a]);
                if (ab > 0 && ba > 0)
                {
                    pairs.Add(ab >= ba ? new(devices[a], devices[b], ba, ab + ba) : new(devices[b], devices[a], ab, ab + ba));
                }
            }
        }

        return [.. pairs.OrderByDescending(p => (double)p.Swaps / p.Runs).Take(ToldPairs)];
    }

    private static string Hash(List<TraceEvent> order)
    {
        var text = new StringBuilder();
        foreach (var one in order)
        {
            var name = NameAssignedEvent.OfEither(one);
            text.Append(null, $"{name.Of}:{name.Index}={one.Device};");
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
