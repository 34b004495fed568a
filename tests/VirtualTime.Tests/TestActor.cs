namespace NumaProbe.VirtualTime.Tests;

/// <summary>An actor that does what a test says.</summary>
/// <param name="receive">What it does with a message.</param>
internal sealed class TestActor(Action<TestActor, object, ReplyTo> receive) : Actor
{
    internal long Now => NowNs;

    internal Partition Home => Partition;

    internal void Tell(ActorId target, object message, long delayNs = 0) => SendLater(target, message, delayNs);

    internal AskAwaitable<T> AskFor<T>(ActorId target, object message)
        where T : class => Ask<T>(target, message);

    internal DelayAwaitable After(long durationNs) => Delay(durationNs);

    internal void Answer(ReplyTo replyTo, object message) => Reply(replyTo, message);

    internal void Run(Flow flow) => Start(flow);

    internal InvalidOperationException Refuse(object message) => Unknown(message);

    protected override void Receive(object message, ReplyTo replyTo) => receive(this, message, replyTo);
}
