using NumaProbe.Shared.Events;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Tests.Protocol;

/// <summary>
/// An actor that chats: each message makes it record something, send up to three others anywhere, at once or later, and answer. What it does
/// follows from its own state and the message, so two executions agree exactly when messages come in the same order.
/// </summary>
internal sealed class Chatter(int partitions, Tracer tracer) : Actor
{
    private ulong _state = 17;

    internal sealed record Word(int Left, int Number);

    internal static void Populate(Partition partition, int partitions, ITraceSink sink, int words, Random random)
    {
        var id = partition.Register(0, 0, new Chatter(partitions, new Tracer(partition.Id, sink)));
        for (var i = 0; i < words; i++)
        {
            partition.Send(id, new Word(random.Next(1, 9), random.Next(100)), ReplyTo.None, random.Next(40));
        }
    }

    protected override void Receive(object message, ReplyTo replyTo)
    {
        var word = (Word)message;
        _state = (_state * 6364136223846793005UL) + (ulong)word.Number + 1442695040888963407UL;
        tracer.Emit(new JobStartEvent(word.Number, -1, (long)(_state >> 40)), NowNs, -1, -1);
        for (var i = 0; word.Left > 0 && i < (int)((_state >> 33) % 3); i++)
        {
            var target = (int)((_state >> (35 + (5 * i))) % (ulong)partitions);
            var delay = (_state >> 50) % 4 == 0 ? (long)((_state >> 20) % 30) : 0;
            SendLater(new ActorId((ushort)target, 0, 0), new Word(word.Left - 1, (int)((_state >> (7 * i)) % 1000)), delay);
        }
    }
}
