using System.Runtime.ExceptionServices;

namespace ReluGen.Training;

/// <summary>What the members of a <see cref="ThreadTeam"/> do side by side.</summary>
internal interface ITeamWork
{
    /// <summary>Does one member's share.</summary>
    /// <param name="member">0 to the team's size − 1.</param>
    void Run(int member);
}

/// <summary>
/// A fixed number of threads that wait, asleep, for work: the caller and its helpers. Handing out work allocates nothing.
/// </summary>
/// <remarks>One caller at a time.</remarks>
internal sealed class ThreadTeam : IDisposable
{
    private readonly Post _post;

    /// <summary>Starts the helpers.</summary>
    /// <param name="size">The number of members, the caller included, at least 1.</param>
    public ThreadTeam(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Size = size;
        _post = new Post(size - 1);
        for (int member = 1; member < size; member++)
        {
            // Helpers know the post alone, so that a forgotten team can be collected, which ends them.
            var helper = new Thread(static state => ((Helper)state!).Loop()) { IsBackground = true, Name = "ReluGen training" };
            helper.Start(new Helper(_post, member));
        }
    }

    /// <summary>Ends the helpers.</summary>
    ~ThreadTeam() => _post.Close();

    /// <summary>The number of members.</summary>
    public int Size { get; }

    /// <summary>Runs <paramref name="work"/> once for each member and returns when all are done.</summary>
    /// <remarks>Where shares throw, the exception of the first member that did reaches the caller, whichever came first in time.</remarks>
    public void Run(ITeamWork work)
    {
        if (Size == 1)
        {
            work.Run(0);
            return;
        }

        _post.HandOut(work);
        Exception? own = null;
        try
        {
            work.Run(0);
        }
        catch (Exception fault)
        {
            own = fault;
        }

        // Whatever happened here, nobody may still be at work when the caller gets its memory back.
        Exception? other = _post.WaitForAll();
        GC.KeepAlive(this);
        if ((own ?? other) is { } thrown)
        {
            ExceptionDispatchInfo.Throw(thrown);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _post.Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Where work is handed out and its end is reported.</summary>
    private sealed class Post(int helpers)
    {
        private ITeamWork? _work;
        private long _round;
        private int _busy;
        private bool _isClosed;
        private Exception? _fault;
        private int _faultMember;

        public void HandOut(ITeamWork work)
        {
            lock (this)
            {
                ObjectDisposedException.ThrowIf(_isClosed, typeof(ThreadTeam));
                _work = work;
                _busy = helpers;
                _round++;
                Monitor.PulseAll(this);
            }
        }

        public Exception? WaitForAll()
        {
            lock (this)
            {
                while (_busy > 0)
                {
                    Monitor.Wait(this);
                }

                (Exception? fault, _fault) = (_fault, null);
                _work = null;
                return fault;
            }
        }

        public ITeamWork? Next(ref long round)
        {
            lock (this)
            {
                while (_round == round && !_isClosed)
                {
                    Monitor.Wait(this);
                }

                bool hasWork = _round != round;
                round = _round;
                return hasWork ? _work : null;
            }
        }

        public void Report(int member, Exception? fault)
        {
            lock (this)
            {
                if (fault is not null && (_fault is null || member < _faultMember))
                {
                    (_fault, _faultMember) = (fault, member);
                }

                if (--_busy == 0)
                {
                    Monitor.PulseAll(this);
                }
            }
        }

        public void Close()
        {
            lock (this)
            {
                _isClosed = true;
                Monitor.PulseAll(this);
            }
        }
    }

    private sealed class Helper(Post post, int member)
    {
        public void Loop()
        {
            long round = 0;
            while (post.Next(ref round) is { } work)
            {
                Exception? fault = null;
                try
                {
                    work.Run(member);
                }
                catch (Exception thrown)
                {
                    fault = thrown;
                }

                post.Report(member, fault);
            }
        }
    }
}
