using System.Runtime.CompilerServices;

namespace NumaProbe.VirtualTime;

/// <summary>What the compiler calls for async methods that return <see cref="Flow{T}"/>.</summary>
/// <typeparam name="T">Type of the result.</typeparam>
public struct FlowBuilder<T>
{
    private T? _result;

    /// <summary>The flow of the method.</summary>
    public readonly Flow<T> Task => new(Box, _result);

    internal FlowBox<T>? Box { get; private set; }

    /// <summary>Creates the builder.</summary>
    public static FlowBuilder<T> Create() => default;

    /// <summary>Runs the method up to its first await.</summary>
    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => stateMachine.MoveNext();

    /// <summary>Not used: the box holds the state machine.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    /// <summary>The method returned.</summary>
    public void SetResult(T? result)
    {
        if (Box is null)
        {
            _result = result;
            return;
        }

        Box.Result = result;
        Box.Complete(null);
    }

    /// <summary>The method threw.</summary>
    public void SetException(Exception exception)
    {
        if (Box is null)
        {
            Box = new FailedBox<T>(exception);
            return;
        }

        Box.Complete(exception);
    }

    /// <summary>The method awaits.</summary>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => Suspend(ref awaiter, ref stateMachine);

    /// <summary>The method awaits.</summary>
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => Suspend(ref awaiter, ref stateMachine);

    internal void Suspend<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        if (Box is null)
        {
            // the builder is a field of the state machine: it must know its box before the state machine is copied into it
            var box = StateMachineBox<TStateMachine, T>.Rent();
            Box = box;
            box.Store(stateMachine);
        }

        if (awaiter is not IFlowAwaiter)
        {
            throw new InvalidOperationException($"{typeof(TAwaiter)} cannot be awaited inside the emulated world: only flows, delays, requests and signals can");
        }

        ((IFlowAwaiter)awaiter).Attach(Box);
    }
}
