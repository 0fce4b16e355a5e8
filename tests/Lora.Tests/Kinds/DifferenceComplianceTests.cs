using Atelier.Adapters;
using Atelier.Compliance;
using Atelier.Compliance.Doubles;

namespace Atelier.Lora.Tests.Kinds;

public sealed class DifferenceComplianceTests : AdapterCompliance
{
    protected override IAdapterFormat Format => SomeModel.Format("diff");

    protected override AdapterModel Model => SomeModel.Model;

    protected override PlainAdapterFile File =>
        new PlainAdapterFile()
            .Add($"{SomeModel.Convolution}.diff", [5, 3, 3, 3]).Add($"{SomeModel.Convolution}.diff_b", [5])
            .Add($"{SomeModel.Norm}.w_norm", [8]).Add($"{SomeModel.Norm}.b_norm", [8]);
}
