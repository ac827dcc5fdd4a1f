using System.Numerics;

namespace OnnxPolicy;

/// <summary>Many points, each pulled to a target of its own by the policy. All memory is taken when it is made.</summary>
internal sealed class Swarm
{
    private const float TimeStep = 1 / 30f;

    private readonly Vector2[] _positions;
    private readonly Vector2[] _velocities;
    private readonly Vector2[] _targets;
    private readonly float[] _observations;
    private readonly float[] _actions;

    /// <summary>A swarm at seeded random places.</summary>
    public Swarm(int count, int seed)
    {
        var random = new Random(seed);
        Vector2 Next() => new((2 * random.NextSingle()) - 1, (2 * random.NextSingle()) - 1);

        _positions = [.. Enumerable.Range(0, count).Select(_ => Next())];
        _targets = [.. Enumerable.Range(0, count).Select(_ => Next())];
        _velocities = new Vector2[count];
        _observations = new float[count * Policy.InputSize];
        _actions = new float[count * Policy.OutputSize];
    }

    /// <summary>The mean distance to the targets.</summary>
    public float MeanDistance
    {
        get
        {
            float sum = 0;
            for (int i = 0; i < _positions.Length; i++)
            {
                sum += Vector2.Distance(_positions[i], _targets[i]);
            }

            return sum / _positions.Length;
        }
    }

    /// <summary>One step: what everybody sees, what the policy makes of it, what that does.</summary>
    public void Step()
    {
        for (int i = 0; i < _positions.Length; i++)
        {
            Span<float> observation = _observations.AsSpan(i * Policy.InputSize, Policy.InputSize);
            _positions[i].CopyTo(observation);
            _velocities[i].CopyTo(observation[2..]);
            _targets[i].CopyTo(observation[4..]);
            _actions.AsSpan(i * Policy.OutputSize, 2).CopyTo(observation[6..]);
        }

        Policy.ForwardBatch(_observations, _actions);

        for (int i = 0; i < _positions.Length; i++)
        {
            var push = new Vector2(_actions.AsSpan(i * Policy.OutputSize, 2));
            _velocities[i] += TimeStep * push;
            _positions[i] += TimeStep * _velocities[i];
        }
    }
}
