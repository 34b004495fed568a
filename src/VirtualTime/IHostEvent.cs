namespace NumaProbe.VirtualTime;

/// <summary>An event that a host put into its partition's queue; the partition knows no more of it than what a failure says.</summary>
public interface IHostEvent
{
    /// <summary>Who is to receive it.</summary>
    string Receiver { get; }

    /// <summary>What is received.</summary>
    string Message { get; }
}
