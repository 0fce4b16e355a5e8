using Atelier.Adapters;
using Atelier.Compliance;
using Atelier.Compliance.Doubles;

namespace Atelier.Lora.Tests.Kinds;

public sealed class GeneralizedComplianceTests : AdapterCompliance
{
    protected override IAdapterFormat Format => SomeModel.Format("glora");

    protected override AdapterModel Model => SomeModel.Model;

    protected override PlainAdapterFile File =>
        new PlainAdapterFile()
            .Add($"{SomeModel.Linear}.a1.weight", [2, 4]).Add($"{SomeModel.Linear}.a2.weight", [4, 2])
            .Add($"{SomeModel.Linear}.b1.weight", [2, 4]).Add($"{SomeModel.Linear}.b2.weight", [6, 2]);
}
