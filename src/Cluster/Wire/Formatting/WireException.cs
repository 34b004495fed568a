namespace NumaProbe.Cluster.Wire.Formatting;

/// <summary>Bytes that are no frame. Never leaves <see cref="WireCodec"/>, which makes a value of it.</summary>
internal sealed class WireException : Exception
{
    internal WireException(string message)
        : base(message)
    {
    }
}
