using Atelier.Conditioning;
using Atelier.Generation;
using Atelier.Networks;

namespace Atelier.ControlNet.Conditioning;

/// <summary>One unit at work: its network, its map encoded once, and how strongly each residual counts.</summary>
internal sealed class RunningUnit : IDisposable
{
    private readonly ControlUnit _unit;
    private readonly INetwork _network;
    private readonly NetworkTensor _map;
    private readonly IReadOnlyList<string> _names;
    private readonly float[] _scales;

    private RunningUnit(ControlUnit unit, INetwork network, NetworkTensor map, IReadOnlyList<string> names)
    {
        _unit = unit;
        _network = network;
        _map = map;
        _names = names;
        _scales = ControlMode.Scales(unit, names.Count);
    }

    /// <summary>Opens a unit's network, checks that it fits, and encodes the map.</summary>
    /// <exception cref="RequestException">It does not fit.</exception>
    public static RunningUnit Open(PreparedControl control, ConditioningRequest request)
    {
        var field = $"{control.Field}.model";
        var network = OpenNetwork(request, control.Unit.Model, field);
        try
        {
            NetworkFit.Check(network, request.Network, control.Unit.Model, field);
            var map = MapEncoder.Encode(network, control, request);
            string[] names = [.. request.Network.Skips.Select((_, i) => $"down.{i}"), "mid"];
            return new RunningUnit(control.Unit, network, map, names);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Whether it works at this point of the schedule.</summary>
    public bool IsOn(double progress) => progress >= _unit.Start && progress <= _unit.End;

    /// <summary>What it adds to each skip and to the middle, for every row of the pass; null where it works on none.</summary>
    public List<NetworkTensor>? Run(UNetPass pass)
    {
        var rows = new PassRows(pass, ControlMode.WorksOn(_unit, pass));
        if (rows.Distinct == 0)
        {
            return null;
        }

        var inputs = rows.Inputs(_network, _map);
        var outputs = _network.Run(inputs, pass.Cancellation);
        return [.. _names.Select((name, i) => rows.Spread(outputs[name], _scales[i]))];
    }

    public void Dispose() => _network.Dispose();

    // The runtime knows the file by its kind; here the request's own field names it.
    private static INetwork OpenNetwork(ConditioningRequest request, string model, string field)
    {
        var file = request.Files.Find(ModelFileKinds.ControlNet, model, field);
        try
        {
            return request.Runtime.Open(file, request.Cancellation);
        }
        catch (RequestException error)
        {
            throw new RequestException(field, error.Problem);
        }
    }
}
