using Atelier.Networks;

namespace Atelier.Diffusion.Onnx;

/// <summary>A network in parts that are run one after another, each given what it takes of the inputs and of what others made.</summary>
/// <param name="parts">In order, with the names of all that each takes.</param>
/// <param name="rowByRow">Whether each part takes the rows of a batch one at a time.</param>
internal sealed class PartedSession(IReadOnlyList<(IModelSession Session, IReadOnlyList<string> Inputs)> parts, bool rowByRow)
    : IModelSession
{
    /// <summary>Whether each part takes the rows of a batch one at a time.</summary>
    public bool IsRowByRow => rowByRow;

    public IReadOnlyList<NetworkPort> Inputs
    {
        get
        {
            var made = parts.SelectMany(part => part.Session.Outputs).Select(port => port.Name).ToHashSet();
            return [.. parts.SelectMany(part => part.Session.Inputs).Where(port => !made.Contains(port.Name))
                .DistinctBy(port => port.Name)];
        }
    }

    public IReadOnlyList<NetworkPort> Outputs => parts[^1].Session.Outputs;

    public TimeSpan TimeInRuntime => parts.Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Session.TimeInRuntime);

    public IReadOnlyDictionary<string, TensorValue> Run(
        IReadOnlyDictionary<string, TensorValue> inputs, CancellationToken cancellation = default)
    {
        var known = new Dictionary<string, TensorValue>(inputs);
        IReadOnlyDictionary<string, TensorValue> made = known;
        foreach (var (session, names) in parts)
        {
            var taken = names.Where(known.ContainsKey).ToDictionary(name => name, name => known[name]);
            made = rowByRow ? RunRows(session, taken, cancellation) : session.Run(taken, cancellation);
            foreach (var (name, value) in made)
            {
                known[name] = value;
            }
        }

        return made;
    }

    public void Dispose()
    {
        foreach (var (session, _) in parts)
        {
            session.Dispose();
        }
    }

    private static IReadOnlyDictionary<string, TensorValue> RunRows(
        IModelSession session, Dictionary<string, TensorValue> inputs, CancellationToken cancellation)
    {
        var rows = inputs["timestep"].Shape[0];
        if (rows == 1)
        {
            return session.Run(inputs, cancellation);
        }

        // A number for all rows, such as a factor, has no row of its own.
        var made = Enumerable.Range(0, rows).Select(row => session.Run(
            inputs.ToDictionary(input => input.Key, input => input.Value.Shape[0] == rows ? input.Value.Row(row) : input.Value),
            cancellation)).ToList();
        return made[0].ToDictionary(output => output.Key, output => TensorValue.Of(
            [.. made.SelectMany(row => row[output.Key].Floats)], [rows, .. output.Value.Shape.Skip(1)]));
    }
}
