using Atelier.Adapters;
using Atelier.Compliance;
using Atelier.Compliance.Doubles;

namespace Atelier.Lora.Tests.Kinds;

public sealed class KroneckerComplianceTests : AdapterCompliance
{
    protected override IAdapterFormat Format => SomeModel.Format("lokr");

    protected override AdapterModel Model => SomeModel.Model;

    protected override PlainAdapterFile File =>
        new PlainAdapterFile()
            .Add($"{SomeModel.Linear}.lokr_w1", [2, 2]).Add($"{SomeModel.Linear}.lokr_w2_a", [3, 1])
            .Add($"{SomeModel.Linear}.lokr_w2_b", [1, 2]);
}
